package assay.reports.card;

/// A picture.
///
/// @param id unique on the card and a file name: lower case, digits and hyphens
/// @param title what to look at, one line
/// @param alt what the picture shows, in words and numbers, for those who do not see it
/// @param caption how to read it, or empty
/// @param picture what draws it
public record Figure(String id, String title, String alt, String caption, Picture picture)
        implements Block {
    public Figure {
        if (!id.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            throw new IllegalArgumentException(
                    "A figure's id is a file name of a-z, 0-9 and hyphens, not '" + id + "'");
        }
    }
}
