"""The HTTP face: runs and briefs for reading, and the place where laboratories send results to.

`coscientist.server.serving.serve` starts it, `coscientist.server.app.create_app` makes the application.
"""
