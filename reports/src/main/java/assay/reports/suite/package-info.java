/// Many weighings in one go: the plan as a file, and the report over all of its cases.
@NullMarked
package assay.reports.suite;

import org.jspecify.annotations.NullMarked;
