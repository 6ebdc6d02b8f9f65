"""Where things lie in a package of H5P."""

META, CONTENT = "h5p.json", "content/content.json"
FOLDER = "content/"
