package assay.reports.card;

import java.util.List;

/// Pictures that belong together.
///
/// @param layout how they stand on a wide screen; a phone shows one column always
public record Figures(Layout layout, List<Figure> figures) implements Block {
    public Figures {
        figures = List.copyOf(figures);
    }

    /// The arrangement on a wide screen.
    public enum Layout {
        /// Two in a row.
        SIDE_BY_SIDE,
        /// One above another with the same x axis.
        STACKED
    }

    public static Figures sideBySide(Figure... figures) {
        return new Figures(Layout.SIDE_BY_SIDE, List.of(figures));
    }

    public static Figures stacked(Figure... figures) {
        return new Figures(Layout.STACKED, List.of(figures));
    }
}
