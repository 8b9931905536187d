package io.labauth.testkit;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Runs one {@link FakeLabArchives} per test class and gives it to parameters of that type.
 *
 * <p>Use it with {@code @ExtendWith(FakeLabArchivesExtension.class)}, or as a static field with {@code @RegisterExtension} to
 * reach the fake through {@link #fake()} or to start it with settings of your own. The users and access keys that are there
 * when the first test begins, such as those added in {@code @BeforeAll}, are there again for each test; whatever a test adds,
 * revokes, switches, prepares or calls is forgotten before the next. Tests of one class must not run in parallel.
 */
public final class FakeLabArchivesExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {
    private final FakeLabArchivesBuilder settings;
    private @Nullable FakeLabArchives fake;
    private Accounts.@Nullable Snapshot accounts;
    private String startedFor = "";

    /** For a fake with a random access key, on a free port. */
    public FakeLabArchivesExtension() {
        this(FakeLabArchives.builder());
    }

    /**
     * For a fake with settings of your own.
     *
     * @param settings what to start each fake with
     */
    public FakeLabArchivesExtension(FakeLabArchivesBuilder settings) {
        this.settings = settings;
    }

    /**
     * The running fake.
     *
     * @return the fake of the current test class
     * @throws IllegalStateException if no test class that uses this extension is running
     */
    public FakeLabArchives fake() {
        if (fake == null) {
            throw new IllegalStateException("The fake runs only while a test class with this extension does.");
        }
        return fake;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        startFor(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        startFor(context);
        if (accounts == null) {
            accounts = fake().accounts();
        }
        fake().reset(accounts);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        closeIfStartedFor(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        closeIfStartedFor(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == FakeLabArchives.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return fake();
    }

    /** The outermost context starts it: nested classes come here too, and an instance field sees no class begin. */
    private void startFor(ExtensionContext context) {
        if (fake == null) {
            fake = settings.start();
            startedFor = context.getUniqueId();
        }
    }

    private void closeIfStartedFor(ExtensionContext context) {
        if (startedFor.equals(context.getUniqueId())) {
            Objects.requireNonNull(fake).close();
            fake = null;
            accounts = null;
        }
    }
}
