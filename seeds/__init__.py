"""What can be asked: question banks as data, and the code that reads, checks and imports them."""
