package assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import assay.reports.card.Diagram;
import assay.reports.card.Diagram.Point;
import assay.reports.render.Unfolded.Box;
import org.junit.jupiter.api.Test;

class UnfoldedTest {
    private static final Diagram DIAGRAM = SampleDiagram.of("a");

    @Test
    void foldedBoxesLieAsPlanned() {
        Unfolded folded = Unfolded.of(DIAGRAM, _ -> false);
        assertThat(folded.width()).isEqualTo(168);
        assertThat(folded.height()).isEqualTo(184);
        // centre (84, 92), 156 by 40
        assertThat(folded.boxes().get(1))
                .isEqualTo(new Box(DIAGRAM.root().items().get(1), 6, 72, 156, 40, false));
        assertThat(folded.lines().getFirst()).containsExactly(new Point(84, 46), new Point(84, 72));
    }

    @Test
    void anOpenedGroupPushesWhatLiesBelowAway() {
        Unfolded open = Unfolded.of(DIAGRAM, _ -> true);
        // its plan is 346 by 80; 12 at each side, 34 above, 12 below: 370 by 126 in the place of
        // 156 by 40, so 214 wider and 86 higher
        assertThat(open.width()).isEqualTo(168 + 214);
        assertThat(open.height()).isEqualTo(184 + 86);
        Box group = open.boxes().get(1);
        assertThat(group.open()).isTrue();
        // same upper side as before, same middle as the column: 84 + 214 / 2 = 191
        assertThat(group.y()).isEqualTo(72);
        assertThat(group.x()).isEqualTo(191 - 370 / 2.0);
        assertThat(group.height()).isEqualTo(126);
        Box below = open.boxes().getLast();
        // centre 158 + 86
        assertThat(below.y()).isEqualTo(158 + 86 - 20);
        assertThat(below.x()).isEqualTo(191 - 78);
    }

    @Test
    void everyLineEndsAtABoxOrAtTheFrameOfItsGroup() {
        Unfolded open = Unfolded.of(DIAGRAM, _ -> true);
        Box group = open.boxes().get(1);
        // the lines into the group begin at the middle of its upper side
        assertThat(open.lines())
                .filteredOn(line -> line.getFirst().equals(new Point(191, group.y())))
                .hasSize(2);
        assertThat(open.lines())
                .filteredOn(
                        line -> line.getLast().equals(new Point(191, group.y() + group.height())))
                .hasSize(1);
    }

    @Test
    void noTwoBoxesOverlapUnlessOneHoldsTheOther() {
        Unfolded open = Unfolded.of(DIAGRAM, _ -> true);
        for (Box a : open.boxes()) {
            for (Box b : open.boxes()) {
                if (a != b && !a.open() && !b.open()) {
                    boolean apart =
                            a.x() + a.width() <= b.x()
                                    || b.x() + b.width() <= a.x()
                                    || a.y() + a.height() <= b.y()
                                    || b.y() + b.height() <= a.y();
                    assertThat(apart).as(a + " and " + b).isTrue();
                }
            }
        }
    }
}
