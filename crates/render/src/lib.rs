//! Writes a filled report as xlsx, docx, html, json and a Fiscal Data Package.
