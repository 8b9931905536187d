package io.labauth.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The calls that a fake has answered, for a test to count.
 *
 * <p>Holds calls of the API only; what a person does on pages is not in it. The fakes that are called by paths say in their own
 * documentation under which name they log which call. A call is logged when its answer is known,
 * just before it is sent. Thread-safe.
 */
public final class CallLog {
    private static final long ONE_SECOND = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoTime;
    private final List<Entry> entries = new ArrayList<>();

    /**
     * One call of the API.
     *
     * @param apiClass the class of the method, such as {@code users}
     * @param method the method, such as {@code user_access_info}
     * @param httpMethod GET or POST
     * @param status the HTTP status of the right answer, whatever fault came in its place
     * @param parameters the parameters of query and form, without {@code sig} and {@code password}; the first of repeated ones
     */
    public record Call(String apiClass, String method, String httpMethod, int status, Map<String, String> parameters) {}

    private record Entry(Call call, long nanos, List<Object> identity) {}

    CallLog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * All calls since the start or the last reset.
     *
     * @return the calls, oldest first
     */
    public synchronized List<Call> all() {
        return entries.stream().map(Entry::call).toList();
    }

    /**
     * How many calls there were.
     *
     * @return the number of calls of all methods
     */
    public synchronized int total() {
        return entries.size();
    }

    /**
     * How often one method was called, with success or without.
     *
     * @param method the method, such as {@code user_access_info}
     * @return the number of its calls
     */
    public synchronized int count(String method) {
        return (int) entries.stream()
                .filter(entry -> entry.call().method().equals(method))
                .count();
    }

    /**
     * How many calls repeated one that had been answered with a 4xx, alike in all but {@code expires} and {@code sig}.
     *
     * <p>The service asks for none. The one repetition that is due after 4504, with the clock put right, counts as well.
     *
     * @return the number of such calls
     */
    public synchronized int retried4xx() {
        Set<List<Object>> refused = new HashSet<>();
        int retried = 0;
        for (Entry entry : entries) {
            if (refused.contains(entry.identity())) {
                retried++;
            }
            if (entry.call().status() >= 400 && entry.call().status() < 500) {
                refused.add(entry.identity());
            }
        }
        return retried;
    }

    /**
     * How many calls came less than a second after the call before.
     *
     * @return the number of such calls
     */
    public synchronized int lessThanOneSecondApart() {
        int close = 0;
        for (int i = 1; i < entries.size(); i++) {
            if (entries.get(i).nanos() - entries.get(i - 1).nanos() < ONE_SECOND) {
                close++;
            }
        }
        return close;
    }

    /** Forgets all calls. */
    public synchronized void reset() {
        entries.clear();
    }

    synchronized void add(Call call, Object allParameters) {
        List<Object> identity = List.of(call.httpMethod(), call.apiClass(), call.method(), allParameters);
        entries.add(new Entry(call, nanoTime.getAsLong(), identity));
    }
}
