package assay.reports.cli;

import assay.analyzer.json.AnalysisJson;
import assay.analyzer.zoo.Zoo;
import assay.benchmark.session.BenchmarkException;
import assay.benchmark.session.DeviceChoice;
import assay.benchmark.session.Placement;
import assay.benchmark.session.Provider;
import assay.reports.suite.PlanException;
import assay.reports.suite.SuitePlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The cases of a plan: every model on every provider in every precision under every setting.
final class SuiteCases {

    private final SuitePlan plan;
    private final Console console;
    private final List<SuiteCase> cases = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    private SuiteCases(SuitePlan plan, Console console) {
        this.plan = plan;
        this.console = console;
    }

    /// @throws PlanException where the plan names a model, an option or a value that there is not
    static List<SuiteCase> of(SuitePlan plan, Console console) {
        SuiteCases cases = new SuiteCases(plan, console);
        cases.expand();
        return cases.cases;
    }

    private record Place(String provider, @Nullable Placement placement, String whyNot) {}

    private void expand() {
        List<OptionAxes.Setting> settings = settings();
        Map<SuitePlan.Entry, List<Path>> files = new LinkedHashMap<>();
        plan.models().forEach(entry -> files.put(entry, files(entry)));
        List<Place> places = plan.providers().stream().map(this::place).toList();
        files.forEach((entry, models) -> {
            for (Path model : models) {
                for (Place place : places) {
                    for (String precision : plan.precisions()) {
                        add(entry, model, models.size(), place, precision, settings);
                    }
                }
            }
        });
    }

    private void add(
            SuitePlan.Entry entry,
            Path model,
            int models,
            Place place,
            String precision,
            List<OptionAxes.Setting> settings) {
        if (precision.equals("tf32") && place.provider().equals("cpu")) {
            console.say("tf32 on cpu is left out: only GPUs have it");
            return;
        }
        String own = AnalysisJson.name(model);
        String name =
                entry.name() == null ? own : models == 1 ? entry.name() : entry.name() + " " + own;
        for (OptionAxes.Setting setting : settings) {
            refuseIdle(setting, place);
            cases.add(
                    new SuiteCase(
                            id(name, place.provider(), precision, setting.label()),
                            name,
                            model,
                            entry,
                            place.provider(),
                            place.placement(),
                            place.whyNot(),
                            precision,
                            setting.options()));
        }
    }

    private List<OptionAxes.Setting> settings() {
        if (plan.options().containsKey("tf32")
                && (plan.precisions().contains("tf32") || plan.precisions().contains("fp32"))) {
            throw fault("options.tf32: the precisions fp32 and tf32 decide that already");
        }
        try {
            return new OptionAxes(plan.options()).settings();
        } catch (UsageException e) {
            throw fault(String.valueOf(e.getMessage()).replace("--option: ", ""));
        }
    }

    private void refuseIdle(OptionAxes.Setting setting, Place place) {
        if (place.placement() == null) {
            return;
        }
        try {
            setting.mustMatterOn(place.placement().provider(), new OptionAxes(plan.options()));
        } catch (UsageException e) {
            throw fault(String.valueOf(e.getMessage()).replace("--option ", ""));
        }
    }

    private PlanException fault(String what) {
        return new PlanException(plan.file(), plan.optionsLine(), "options", what);
    }

    private List<Path> files(SuitePlan.Entry entry) {
        Path file = plan.file().toAbsolutePath().resolveSibling(entry.model()).normalize();
        try {
            if (Files.exists(file)) {
                return ModelFiles.of(List.of(file.toString()), plan.seed());
            }
        } catch (UsageException e) {
            throw new PlanException(
                    plan.file(), entry.line(), "models", String.valueOf(e.getMessage()));
        }
        if (Zoo.names().contains(entry.model())) {
            return List.of(ModelFiles.builtIn(entry.model(), plan.seed()));
        }
        throw new PlanException(
                plan.file(),
                entry.line(),
                "models",
                file
                        + " does not exist, and no built-in model has that name; 'assay model --list' names those");
    }

    /// A provider that does not work is no fault of the plan: its cases fail, each with the reason.
    private Place place(String text) {
        try {
            Placement placement = Placement.choose(DeviceChoice.parse(text));
            if (placement.whyNotCuda() != null) {
                console.say(placement.whyNotCuda());
            }
            return new Place(placement.provider().toString(), placement, "");
        } catch (BenchmarkException e) {
            return new Place(Provider.parse(text).toString(), null, String.valueOf(e.getMessage()));
        }
    }

    private String id(String model, String provider, String precision, String label) {
        String setting =
                provider.replace(":", "")
                        + "_"
                        + precision
                        + (label.isEmpty() ? "" : "_" + label.replace(',', '_'));
        String id = slug(model) + "/" + slug(setting);
        String free = id;
        for (int i = 2; !ids.add(free); i++) {
            free = id + "-" + i;
        }
        return free;
    }

    /// A folder's name: nothing that a file system or a link would read otherwise.
    private static String slug(String text) {
        String slug =
                text.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9._-]+", "-")
                        .replaceAll("^[.-]+|[.-]+$", "");
        String name = slug.isEmpty() ? "model" : slug;
        return name.substring(0, Math.min(name.length(), 80));
    }
}
