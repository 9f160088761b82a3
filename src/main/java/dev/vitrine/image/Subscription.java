package dev.vitrine.image;

/// A subscription whose end cannot fail.
public interface Subscription extends AutoCloseable {
    static Subscription of(AutoCloseable subscribed) {
        return () -> {
            try {
                subscribed.close();
            } catch (Exception e) {
                throw new IllegalStateException("ending a subscription does nothing that can fail", e);
            }
        };
    }

    @Override
    void close();
}
