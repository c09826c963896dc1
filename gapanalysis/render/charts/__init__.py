"""Charts: places are worked out here, drawing is done by the SVG templates in `templates/charts/`."""
