/// Charts by JFreeChart; its only importer.
@NullMarked
package assay.reports.chart;

import org.jspecify.annotations.NullMarked;
