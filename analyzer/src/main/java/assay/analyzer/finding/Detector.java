package assay.analyzer.finding;

import java.util.List;

/// Looks for one kind of finding.
interface Detector {

    /// What it finds, most often one finding or none. Takes time linear in the model.
    List<Finding> find(Subject subject);
}
