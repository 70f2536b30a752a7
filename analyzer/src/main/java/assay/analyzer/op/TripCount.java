package assay.analyzer.op;

import assay.analyzer.cost.Confidence;
import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;

/// How often a body runs, as far as the graph says.
///
/// @param count the number of runs that outputs have; unknown where data decide
/// @param charged the number of runs that are charged
/// @param why empty where `count` is what is charged; else the assumption
record TripCount(Dim count, Dim charged, Confidence confidence, String why) {

    static TripCount exactly(Dim count) {
        return new TripCount(count, count, Confidence.EXACT, "");
    }

    /// Ends early when the data say so, and after `most` at the latest.
    static TripCount atMost(Dim most) {
        String why = "the loop may end before its " + most + " iterations";
        return new TripCount(Dim.unknown(why), most, Confidence.MODELLED, why);
    }

    static TripCount open(String why) {
        return new TripCount(
                Dim.unknown(why), Dim.of(1), Confidence.GUESSED, why + "; one iteration counted");
    }

    Cost charge(Cost once) {
        return once.times(charged).less(confidence, why);
    }
}
