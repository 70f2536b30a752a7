package assay.analyzer.structure;

import org.jspecify.annotations.Nullable;

/// What kind of network a graph is, as far as its structure shows.
///
/// @param type `cnn`, `transformer encoder`, `transformer decoder`, `transformer encoder-decoder`,
///   `vision transformer`, `rnn`, `mlp`, `hybrid`, `tree ensemble` or `other`
/// @param why the counts that this rests on
/// @param family a well-known network with exactly this structure; null where none has
/// @param task what the outputs show the network to do; null where they do not
/// @param classes number of classes that it tells apart; null where there are none to be seen
public record Architecture(
        String type,
        String why,
        @Nullable String family,
        @Nullable String task,
        @Nullable Long classes) {}
