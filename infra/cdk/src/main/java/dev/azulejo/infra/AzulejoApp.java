package dev.azulejo.infra;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;

/// Synthesizes the stack. The CDK command runs it (see `cdk.json`); without that command it writes a template and
/// `{stack}.assets.json` all the same:
///
/// ```
/// java -cp ... dev.azulejo.infra.AzulejoApp OUT_FOLDER [key=value]...
/// ```
///
/// Keys are those of [Deployment], and `stack`, the stack's name, which must be unique in an account and region:
/// names of buckets and all else are made from it.
public final class AzulejoApp {
    private static final String DEFAULT_STACK = "Azulejo";

    private AzulejoApp() {}

    public static void main(String... arguments) {
        if (arguments.length == 0) {
            stackIn(new App(), Path.of("../..")); // the CDK command runs here, and says where to write
            return;
        }
        var context = new TreeMap<String, Object>();
        for (int index = 1; index < arguments.length; index++) {
            var pair = arguments[index].split("=", 2);
            if (pair.length != 2) {
                throw new IllegalArgumentException("%s is not key=value".formatted(arguments[index]));
            }
            context.put(pair[0], pair[1]);
        }
        synthesize(Path.of(arguments[0]), context);
    }

    /// Writes the template and the list of its assets into `folder`. Needs `node` on the PATH.
    public static void synthesize(Path folder, Map<String, Object> context) {
        stackIn(
                new App(AppProps.builder()
                        .outdir(folder.toString())
                        .context(new TreeMap<>(context))
                        .analyticsReporting(false)
                        .build()),
                Path.of(""));
    }

    private static void stackIn(App app, Path checkout) {
        stack(app, Deployment.from(app.getNode(), checkout));
        app.synth();
    }

    static AzulejoStack stack(App app, Deployment deployment) {
        var name = app.getNode().tryGetContext(ContextKey.STACK.text());
        var stack = new AzulejoStack(
                app,
                name == null ? DEFAULT_STACK : name.toString(),
                StackProps.builder()
                        .terminationProtection(deployment.profile().isWatched() && !deployment.localstack())
                        // The account decides what that checks; the rule makes the template ask for a
                        // parameter.
                        .synthesizer(DefaultStackSynthesizer.Builder.create()
                                .generateBootstrapVersionRule(false)
                                .build())
                        .build(),
                deployment);
        Tags.of(stack).add(Spending.TAG, stack.getStackName());
        Aspects.of(stack).add(AwsSolutionsChecks.Builder.create().verbose(true).build());
        return stack;
    }
}
