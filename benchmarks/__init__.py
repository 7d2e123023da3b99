"""Every figure the README states, measured again on this machine: `make bench`."""

from desktop.__main__ import sum_on_one_thread

sum_on_one_thread()
