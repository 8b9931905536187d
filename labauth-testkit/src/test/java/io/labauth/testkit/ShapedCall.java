package io.labauth.testkit;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * One call of a client, to be met by every {@link AnswerShape}.
 *
 * @param name the call
 * @param failing the name by which the fake lets it fail
 * @param action makes the call
 * @param others what this call makes of some shapes, where that differs from what most make of them
 */
record ShapedCall<C>(String name, String failing, Consumer<C> action, Map<AnswerShape, String> others) {
    private static final String GOES_ON = "goes on";

    static <C> ShapedCall<C> of(String name, String failing, Consumer<C> action) {
        return new ShapedCall<>(name, failing, action, new EnumMap<>(AnswerShape.class));
    }

    ShapedCall<C> but(String outcome, AnswerShape... shapes) {
        Map<AnswerShape, String> more = new EnumMap<>(AnswerShape.class);
        more.putAll(others);
        for (AnswerShape shape : shapes) {
            more.put(shape, outcome);
        }
        return new ShapedCall<>(name, failing, action, more);
    }

    /** Some shapes do not end the call. */
    ShapedCall<C> butNot(AnswerShape... shapes) {
        return but(GOES_ON, shapes);
    }

    /** The call has no answer, so that with status 200 no body is read. */
    ShapedCall<C> butUnreadBodies(String outcome) {
        ShapedCall<C> changed = this;
        for (AnswerShape shape : AnswerShape.values()) {
            changed = shape.isUnreadBody() ? changed.but(outcome, shape) : changed;
        }
        return changed;
    }

    /** Meets each shape, with a client that has this timeout. */
    void assertAllHandled(Function<Duration, C> client, Failing failNext) {
        for (AnswerShape shape : AnswerShape.values()) {
            Duration timeout = shape == AnswerShape.SLOW ? AnswerShape.HASTE : Duration.ofSeconds(20);
            // Connecting may send a request too, which a busy machine makes slow: that fails in the same way.
            ThrowingCallable call = () -> action.accept(client.apply(timeout));
            Consumer<Fault> failingOnce = fault -> failNext.next(failing, fault);
            String other = others.get(shape);
            if (other == null) {
                shape.assertHandled(failingOnce, call);
            } else if (!other.equals(GOES_ON)) {
                shape.assertHandled(failingOnce, call, other);
            }
        }
    }

    /** How a fake is told to fail once. */
    interface Failing {
        void next(String call, Fault fault);
    }

    @Override
    public String toString() {
        return name;
    }
}
