"""Every figure the README states, measured again on this machine: `make bench`."""
