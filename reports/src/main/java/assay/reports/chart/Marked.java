package assay.reports.chart;

/// An axis with given marks.
interface Marked {

    /// Lengthens it at its upper end, so that what it spanned takes this share of it.
    void shrinkTo(double share);
}
