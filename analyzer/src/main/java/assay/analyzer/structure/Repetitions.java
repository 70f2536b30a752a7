package assay.analyzer.structure;

import assay.analyzer.analysis.Links;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// Finds what a network repeats, from its blocks; where these repeat nothing, from the sequence of
/// its operators.
final class Repetitions {

    private static final int MOST_STAGES = 16;

    private final Scene scene;
    private final List<Block> blocks;
    private final boolean causal;

    Repetitions(Scene scene, List<Block> blocks, boolean causal) {
        this.scene = scene;
        this.blocks = blocks;
        this.causal = causal;
    }

    private record Unit(String kind, long width) {}

    List<Repetition> find() {
        List<Repetition> found = new ArrayList<>();
        List<Unit> units = inverted();
        if (units.size() < 2) {
            units = residualUnits();
        }
        stages(units, found);
        stages(joined("DenseLayer", "dense layer"), found);
        stages(joined("Fire", "Fire module"), found);
        stages(joined("Inception", "Inception module"), found);
        stages(joined("ChannelShuffle", "shuffle unit"), found);
        layers(found);
        count("RecurrentCell", "recurrent layer", found);
        if (found.isEmpty()) {
            plainConvolutions(found);
        }
        if (found.isEmpty()) {
            OperatorSequence.of(scene.links).ifPresent(found::add);
        }
        return found;
    }

    /// Attention, over images by the heads of each stage; where tokens mix without it, residual
    /// sums of products in pairs.
    private void layers(List<Repetition> found) {
        String unit = causal ? "decoder layer" : "encoder layer";
        boolean vision = ImageInput.isIn(scene.links);
        List<Unit> units = new ArrayList<>();
        for (Block block : blocks) {
            if (block instanceof Block.Attention attention) {
                long heads = attention.heads().number().orElse(-1);
                units.add(new Unit(unit, vision ? heads : -1));
            }
        }
        if (units.size() >= 2) {
            stages(units, found);
            return;
        }
        int mixing = 0;
        for (Block block : blocks) {
            mixing += block instanceof Block.Residual residual && isPerceptron(residual) ? 1 : 0;
        }
        if (mixing >= 4 && found.isEmpty()) {
            found.add(new Repetition("mixer layer", List.of(mixing / 2), List.of()));
        }
    }

    /// True when two products with stored weights, and no convolution, are on the path.
    private boolean isPerceptron(Block.Residual residual) {
        long products =
                residual.path().stream()
                        .filter(node ->
                                scene.links.is(node, LearnedOperators.PRODUCTS)
                                        && scene.links.flowing(node).size() == 1)
                        .count();
        return products == 2 && residual.path().stream().noneMatch(scene::isConvolution);
    }

    private void count(String type, String unit, List<Repetition> found) {
        int count = (int) blocks.stream().filter(b -> b.type().equals(type)).count();
        if (count >= 2) {
            found.add(new Repetition(unit, List.of(count), List.of()));
        }
    }

    private List<Unit> inverted() {
        List<Unit> units = new ArrayList<>();
        for (Block block : blocks) {
            String kind =
                    switch (block.type()) {
                        case "InvertedResidual" -> "inverted residual block";
                        case "FusedInvertedResidual" -> "fused inverted residual block";
                        default -> "";
                    };
            if (!kind.isEmpty()) {
                int projection = block.nodes().getLast();
                units.add(
                        new Unit(
                                kind, width(LearnedOperators.weights(scene.links, projection), 0)));
            }
        }
        return units;
    }

    /// Blocks that end in a joining node, by the size of the image there: stages shrink it.
    private List<Unit> joined(String type, String kind) {
        List<Unit> units = new ArrayList<>();
        for (Block block : blocks) {
            if (block.type().equals(type)) {
                units.add(new Unit(kind, width(scene.links.output(block.nodes().getLast()), 2)));
            }
        }
        return units;
    }

    /// Convolutions of one area without shortcuts, by their channels: the stages of a VGG.
    private void plainConvolutions(List<Repetition> found) {
        List<Unit> units = new ArrayList<>();
        for (int node = 0; node < scene.links.size(); node++) {
            if (scene.isConvolution(node)) {
                long area = width(LearnedOperators.weights(scene.links, node), 2);
                units.add(
                        new Unit(
                                area + "x" + area + " convolution",
                                width(scene.links.output(node), 2)));
            }
        }
        if (units.size() >= 4 && units.stream().map(Unit::kind).distinct().count() == 1) {
            stages(units, found);
        }
    }

    private List<Unit> residualUnits() {
        List<Unit> units = new ArrayList<>();
        for (Block block : blocks) {
            if (block instanceof Block.Residual residual) {
                String kind = kind(residual);
                if (!kind.isEmpty()) {
                    units.add(new Unit(kind, width(scene.links.output(residual.add()), 1)));
                }
            }
        }
        return units;
    }

    /// Kind of a convolutional residual unit by the kernels on its path; empty for others.
    private String kind(Block.Residual residual) {
        Links links = scene.links;
        List<Long> kernels = new ArrayList<>();
        boolean depthwise = false;
        int products = 0;
        for (int node : residual.path()) {
            if (scene.isConvolution(node) && !isGate(node)) {
                Shape weight = links.type(LearnedOperators.weights(links, node)).shape();
                kernels.add(weight.dim(2).number().orElse(-1));
                depthwise |= LearnedOperators.isDepthwise(links, node);
            } else if (scene.multiplies(node) && !scene.isConvolution(node)) {
                products++;
            }
        }
        if (products > 0) {
            return products == 2 && depthwise && kernels.size() == 1 ? "ConvNeXt block" : "";
        }
        if (kernels.equals(List.of(3L, 3L))) {
            return "basic block";
        }
        if (kernels.equals(List.of(1L, 3L, 1L))) {
            return "bottleneck block";
        }
        if (depthwise && kernels.size() == 2 && kernels.getLast() == 1) {
            return "depthwise separable residual block";
        }
        return kernels.isEmpty() || kernels.size() > 6
                ? ""
                : "residual block of " + kernels.size() + " convolutions";
    }

    /// A convolution over one pixel is part of a gate, as in a squeeze-and-excite.
    private boolean isGate(int node) {
        return width(scene.links.output(node), 2) == 1 && width(scene.links.output(node), 3) == 1;
    }

    /// Runs of units of one kind and width are stages.
    private static void stages(List<Unit> units, List<Repetition> found) {
        int start = 0;
        while (start < units.size()) {
            String kind = units.get(start).kind();
            List<Integer> counts = new ArrayList<>();
            List<Long> widths = new ArrayList<>();
            int at = start;
            while (at < units.size() && units.get(at).kind().equals(kind)) {
                long width = units.get(at).width();
                if (!widths.isEmpty() && widths.getLast() == width) {
                    counts.set(counts.size() - 1, counts.getLast() + 1);
                } else {
                    widths.add(width);
                    counts.add(1);
                }
                at++;
            }
            if (at - start >= 2) {
                // widths that change from unit to unit make no stages
                boolean many = counts.size() > MOST_STAGES;
                found.add(
                        many || counts.size() * 3 > 2 * (at - start)
                                ? new Repetition(kind, List.of(at - start), List.of())
                                : new Repetition(kind, counts, widths));
            }
            start = at;
        }
    }

    private long width(String value, int axis) {
        Dim dim = scene.links.type(value).shape().dim(axis);
        return dim.number().orElse(-1);
    }
}
