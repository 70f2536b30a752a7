package assay.reports.history;

import assay.benchmark.measurement.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/// The past in numbers: the file `history.json`.
///
/// @param schema [#SCHEMA]
/// @param unread files of the folder that are no measurements, with the reason
public record HistoryReport(String schema, List<Series> series, SortedMap<String, String> unread) {

    public static final String SCHEMA = "assay/history/1";

    public HistoryReport {
        series = List.copyOf(series);
    }

    /// One model on one device under one set of conditions.
    ///
    /// @param trends one a batch size, ascending
    public record Series(String name, int results, List<Trend> trends) {
        public Series {
            trends = List.copyOf(trends);
        }
    }

    public static HistoryReport of(HistoryFolder folder) {
        List<Series> series = new ArrayList<>();
        folder.series()
                .forEach((String name, List<Measurement> all) ->
                        series.add(new Series(name, all.size(), Trend.of(all))));
        return new HistoryReport(SCHEMA, series, folder.unread());
    }
}
