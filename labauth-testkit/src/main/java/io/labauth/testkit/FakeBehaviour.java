package io.labauth.testkit;

import java.time.Duration;

/**
 * The switches of a {@link FakeLabArchives}: what no public source settles, and what may go wrong.
 *
 * <p>A change counts from the next request on. Each setter returns this object. Thread-safe.
 */
public final class FakeBehaviour {
    private final PendingFaults faults = new PendingFaults();
    private volatile boolean acceptSha1 = false;
    private volatile Duration ageBound = Duration.ofMinutes(2);
    private volatile Duration futureBound = Duration.ofMinutes(10);
    private volatile Duration clockOffset = Duration.ZERO;
    private volatile int loginFailedStatus = 401;
    private volatile ErrorShape errorShape = ErrorShape.ROOT;
    private volatile boolean shuffleChildren = false;
    private volatile boolean includeEmail = true;
    private volatile boolean echoRequest = false;
    private volatile Duration codeLifetime = Duration.ofSeconds(60);
    private volatile boolean singleUseCodes = true;
    private volatile String refusal = "access_denied";
    private volatile Duration latency = Duration.ZERO;

    FakeBehaviour() {}

    /**
     * Sets whether signatures by HMAC-SHA-1 are accepted too, as old clients send them.
     *
     * @param value whether they are; initially not
     * @return this
     */
    public FakeBehaviour acceptSha1(boolean value) {
        acceptSha1 = value;
        return this;
    }

    /**
     * Sets how old {@code expires} may be before the call is refused with 4504.
     *
     * @param value the age; initially two minutes
     * @return this
     */
    public FakeBehaviour ageBound(Duration value) {
        ageBound = value;
        return this;
    }

    /**
     * Sets how far in the future {@code expires} may be before the call is refused with 4504.
     *
     * @param value the distance; initially ten minutes
     * @return this
     */
    public FakeBehaviour futureBound(Duration value) {
        futureBound = value;
        return this;
    }

    /**
     * Sets by how much the fake's own clock is wrong.
     *
     * @param value the offset, negative for a clock that is behind; initially zero
     * @return this
     */
    public FakeBehaviour clockOffset(Duration value) {
        clockOffset = value;
        return this;
    }

    /**
     * Sets the HTTP status of error 4514, which differs between reports.
     *
     * @param value the status, such as 400, 401 or 404; initially 401
     * @return this
     */
    public FakeBehaviour loginFailedStatus(int value) {
        loginFailedStatus = value;
        return this;
    }

    /**
     * Sets how errors are wrapped.
     *
     * @param value the shape; initially {@link ErrorShape#ROOT}
     * @return this
     */
    public FakeBehaviour errorShape(ErrorShape value) {
        errorShape = value;
        return this;
    }

    /**
     * Sets whether the elements of an answer come in another order each time, nested ones such as the notebooks first.
     *
     * @param value whether they do; initially not
     * @return this
     */
    public FakeBehaviour shuffleChildren(boolean value) {
        shuffleChildren = value;
        return this;
    }

    /**
     * Sets whether the answer to a sign-in names the e-mail address.
     *
     * @param value whether it does; initially so
     * @return this
     */
    public FakeBehaviour includeEmail(boolean value) {
        includeEmail = value;
        return this;
    }

    /**
     * Sets whether an answer repeats the request as {@code <request>}, without signature and password.
     *
     * @param value whether it does; initially not
     * @return this
     */
    public FakeBehaviour echoRequest(boolean value) {
        echoRequest = value;
        return this;
    }

    /**
     * Sets for how long a code may be exchanged; tokens always last an hour.
     *
     * @param value the lifetime; initially 60 seconds
     * @return this
     */
    public FakeBehaviour codeLifetime(Duration value) {
        codeLifetime = value;
        return this;
    }

    /**
     * Sets whether a code is used up by the first exchange.
     *
     * @param value whether it is; initially so
     * @return this
     */
    public FakeBehaviour singleUseCodes(boolean value) {
        singleUseCodes = value;
        return this;
    }

    /**
     * Sets the value of {@code error} in the callback of a person who refuses.
     *
     * @param value the value; initially {@code access_denied}
     * @return this
     */
    public FakeBehaviour refusal(String value) {
        refusal = value;
        return this;
    }

    /**
     * Sets for how long each answer of the API is held back.
     *
     * @param value the delay; initially none
     * @return this
     */
    public FakeBehaviour latency(Duration value) {
        latency = value;
        return this;
    }

    /**
     * Lets the next answers to one method of the API fail.
     *
     * @param method the method, such as {@code user_access_info}
     * @param fault what goes wrong
     * @param times how often; several orders for one method are worked off one after the other
     * @return this
     */
    public FakeBehaviour failNext(String method, Fault fault, int times) {
        faults.add(method, fault, times);
        return this;
    }

    /**
     * Lets the next answers of the API fail, whatever the method.
     *
     * @param fault what goes wrong
     * @param times how often
     * @return this
     */
    public FakeBehaviour failNext(Fault fault, int times) {
        faults.add(PendingFaults.ANY_METHOD, fault, times);
        return this;
    }

    /**
     * Puts every switch back to its initial value and cancels the faults that are still to come.
     *
     * @return this
     */
    public FakeBehaviour reset() {
        faults.clear();
        acceptSha1 = false;
        ageBound = Duration.ofMinutes(2);
        futureBound = Duration.ofMinutes(10);
        clockOffset = Duration.ZERO;
        loginFailedStatus = 401;
        errorShape = ErrorShape.ROOT;
        shuffleChildren = false;
        includeEmail = true;
        echoRequest = false;
        codeLifetime = Duration.ofSeconds(60);
        singleUseCodes = true;
        refusal = "access_denied";
        latency = Duration.ZERO;
        return this;
    }

    boolean acceptSha1() {
        return acceptSha1;
    }

    Duration ageBound() {
        return ageBound;
    }

    Duration futureBound() {
        return futureBound;
    }

    Duration clockOffset() {
        return clockOffset;
    }

    int loginFailedStatus() {
        return loginFailedStatus;
    }

    ErrorShape errorShape() {
        return errorShape;
    }

    boolean shuffleChildren() {
        return shuffleChildren;
    }

    boolean includeEmail() {
        return includeEmail;
    }

    boolean echoRequest() {
        return echoRequest;
    }

    Duration codeLifetime() {
        return codeLifetime;
    }

    boolean singleUseCodes() {
        return singleUseCodes;
    }

    String refusal() {
        return refusal;
    }

    Duration latency() {
        return latency;
    }

    Answer worsen(String method, Answer answer) {
        Answer late = answer.delayedBy(latency);
        return faults.next(method).map(fault -> fault.strike(late)).orElse(late);
    }
}
