"""Sound to text and text to sound: devices, recording, playback, the speaking voice, Whisper."""
