"""Corpora: table rows in, the same rows with scores out; for one machine, Ray and Spark by one pure function.

`job` says what is asked for, `rows` is that function, `formats` reads and writes shards, `local` and `ray_engine` run
it over many of them, `compare` sets two systems side by side. Next: the command line.
"""
