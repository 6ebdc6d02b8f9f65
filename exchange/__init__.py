"""Question banks in and out: GIFT, Moodle XML, QTI and H5P.

A format (``formats``) reads a file into ``Question`` and ``LeftOut`` and writes questions
into a file; it knows nothing of the database. ``services`` examines a file without writing
anything, writes what was found as a draft quiz, and exports a quiz.
"""
