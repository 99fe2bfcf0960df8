"""A project's own settings: its configuration file and the command line come in, jobs to run go out to `mtqa.run`.

Light: standard library only. `loader` reads the file, `matching` finds the files, `git` takes references from history.
"""
