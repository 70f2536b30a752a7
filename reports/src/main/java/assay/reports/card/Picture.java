package assay.reports.card;

/// Something that can be drawn. The chart records are pictures; the card never sees what draws
/// them.
public interface Picture {
    /// The picture for a page: an SVG element whose colours follow the page's theme.
    Drawing svg();

    /// The same for a page as narrow as a phone, with type of the same size: what is drawn for a
    /// wide one could not be read there.
    Drawing narrowSvg();

    /// The picture for a file: a PNG on white.
    Drawing png();
}
