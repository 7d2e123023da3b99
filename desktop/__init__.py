"""What one sees: the window, the pages and the command line; builds and wires everything."""

__version__ = "0.1.0"
