"""Pictures made by the server: pure functions from plain values to SVG. No Django in here.

One drawing serves page and paper. On a page the shapes carry classes and static/css colours them;
for the PDF (``druk=True``) the same shapes carry their own fill and stroke.
"""
