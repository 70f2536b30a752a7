/// Several results beside each other: a report on precisions, devices, versions or models.
@NullMarked
package assay.reports.versus;

import org.jspecify.annotations.NullMarked;
