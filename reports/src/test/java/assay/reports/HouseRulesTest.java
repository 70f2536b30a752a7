package assay.reports;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The plan of the house, as far as a test can hold it: see ARCHITECTURE.md.
@AnalyzeClasses(packages = "assay", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {

    @ArchTest
    static final ArchRule ANALYZER_KNOWS_NOBODY =
            noClasses()
                    .that()
                    .resideInAPackage("assay.analyzer..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("assay.benchmark..", "assay.reports..");

    @ArchTest
    static final ArchRule BENCHMARK_KNOWS_THE_ANALYZER_ALONE =
            noClasses()
                    .that()
                    .resideInAPackage("assay.benchmark..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("assay.reports..");

    @ArchTest
    static final ArchRule REPORTS_SEE_RESULTS_ONLY =
            noClasses()
                    .that()
                    .resideInAPackage("assay.reports..")
                    .and()
                    .resideOutsideOfPackage("assay.reports.cli..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "assay.benchmark.session..",
                            "assay.benchmark.run..",
                            "assay.benchmark.telemetry..",
                            "assay.benchmark.calibrate..",
                            "assay.benchmark.replay..");

    @ArchTest
    static final ArchRule OPERATORS_SEE_NO_DEVICE =
            noClasses()
                    .that()
                    .resideInAnyPackage("assay.analyzer.op..", "assay.analyzer.cost..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("assay.analyzer.device..", "assay.analyzer.estimate..");

    @ArchTest
    static final ArchRule NO_CYCLES_IN_ANALYZER =
            slices().matching("assay.analyzer.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_CYCLES_IN_BENCHMARK =
            slices().matching("assay.benchmark.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_CYCLES_IN_REPORTS =
            slices().matching("assay.reports.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule PROTOBUF_STAYS_IN_ONNX =
            only("com.google.protobuf..", "assay.analyzer.onnx..");

    @ArchTest
    static final ArchRule ONNX_RUNTIME_STAYS_IN_SESSION =
            only("ai.onnxruntime..", "assay.benchmark.session..");

    @ArchTest
    static final ArchRule JMH_STAYS_IN_RUN = only("org.openjdk.jmh..", "assay.benchmark.run..");

    @ArchTest
    static final ArchRule OSHI_STAYS_IN_TELEMETRY = only("oshi..", "assay.benchmark.telemetry..");

    @ArchTest
    static final ArchRule JFREECHART_STAYS_IN_CHART = only("org.jfree..", "assay.reports.chart..");

    @ArchTest
    static final ArchRule ELK_STAYS_IN_GRAPH = only("org.eclipse..", "assay.reports.graph..");

    @ArchTest
    static final ArchRule YAML_STAYS_IN_SUITE =
            only("tools.jackson.dataformat..", "assay.reports.suite..");

    @ArchTest static final ArchRule PICOCLI_STAYS_IN_CLI = only("picocli..", "assay.reports.cli..");

    @ArchTest
    static final ArchRule NO_EMPTY_NAMES =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("assay.analyzer.onnx.proto..")
                    .should()
                    .haveSimpleNameContaining("Util")
                    .orShould()
                    .haveSimpleNameEndingWith("Helper")
                    .orShould()
                    .haveSimpleNameEndingWith("Manager")
                    .orShould()
                    .haveSimpleNameEndingWith("Factory")
                    .orShould()
                    .haveSimpleNameEndingWith("Impl")
                    .orShould()
                    .haveSimpleNameStartingWith("Abstract");

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_PRINTS_AND_EXITS =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("assay.reports.cli..")
                    .should()
                    .accessField(System.class, "out")
                    .orShould()
                    .callMethod(System.class, "exit", int.class)
                    .because("results are values; the command line prints them");

    private static ArchRule only(String library, String room) {
        return classes()
                .that()
                .resideInAPackage("assay..")
                .and()
                .resideOutsideOfPackages(room, "assay.benchmark.run.jmh_generated..")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackage(library);
    }
}
