"""What a session is: frozen values, one small edit a change, and their history.

Standard library only. Nothing here knows of files, screens or languages.
"""
