package dev.vitrine.store;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.Subscription;
import dev.vitrine.store.Permission.Ability;
import dev.vitrine.store.Permission.Outcome;
import dev.vitrine.world.World;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What may be changed in a library, as far as anybody knows. What was refused once is not tried again, until somebody
/// looks whether it is allowed by now.
///
/// Safe for any thread.
public final class Rights {
    /// Each may be missing while the others are there.
    public enum Right {
        STORE_ORIGINALS(Ability.STORE_BYTES, "s3:PutObject"),
        STORE_COPIES(Ability.STORE_BYTES, "s3:PutObject"),
        STORE_PREVIEWS(Ability.STORE_BYTES, "s3:PutObject"),
        PUBLISH_ROWS(Ability.STORE_BYTES, "s3:PutObject"),
        SHARE_ALBUMS(Ability.STORE_BYTES, "s3:PutObject"),
        DELETE_BYTES(Ability.DELETE_BYTES, "s3:DeleteObject"),
        DELETE_COPIES(Ability.DELETE_BYTES, "s3:DeleteObject"),
        ADD_ROWS(Ability.WRITE_ROWS, "dynamodb:PutItem"),
        EDIT_ROWS(Ability.WRITE_ROWS, "dynamodb:UpdateItem"),
        DELETE_ROWS(Ability.WRITE_ROWS, "dynamodb:DeleteItem"),
        USE_TRASH(Ability.USE_TRASH, "dynamodb:PutItem"),
        BRING_BACK(Ability.BRING_BACK, "s3:RestoreObject"),
        /// On this machine, whatever the library allows: what is begun must go on after a crash.
        NOTE_WORK(Optional.empty(), "");

        private final Optional<Ability> ability;
        private final String action;

        Right(Ability ability, String action) {
            this(Optional.of(ability), action);
        }

        Right(Optional<Ability> ability, String action) {
            this.ability = ability;
            this.action = action;
        }
    }

    /// A refusal comes at once; many bytes may be on their way for long.
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(5);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition answered = lock.newCondition();
    /// Why, in the words of whoever refused it.
    private final Map<Right, String> refused = new EnumMap<>(Right.class);
    private final Set<Right> allowed = EnumSet.noneOf(Right.class);
    private final Set<Right> tried = EnumSet.noneOf(Right.class);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /// Those of a library that can be looked at and no more.
    ///
    /// @param reason for people
    public static Rights none(String reason) {
        var rights = new Rights();
        for (Right right : Right.values()) {
            rights.refused.put(right, reason);
        }
        return rights;
    }

    /// What is known to be refused, and why.
    public Map<Right, String> refused() {
        lock.lock();
        try {
            return Map.copyOf(refused);
        } finally {
            lock.unlock();
        }
    }

    /// Whether rows were written since the library was opened: whoever only looks never learns that. Previews are
    /// stored by looking.
    public boolean hasWrittenRows() {
        lock.lock();
        try {
            return allowed.contains(Right.ADD_ROWS) || allowed.contains(Right.EDIT_ROWS);
        } finally {
            lock.unlock();
        }
    }

    /// What would have to be tried out to know whether it is allowed by now.
    public Set<Ability> doubted() {
        return refused().keySet().stream()
                .flatMap(right -> right.ability.stream())
                .collect(Collectors.toSet());
    }

    /// Writes, unless that is known to be refused: then nothing is sent. While nobody knows, one tries and the
    /// others wait for its answer.
    ///
    /// @throws ImageException.Denied that [is everywhere][ImageException.Denied#isEverywhere]
    public <T> T use(Right right, Supplier<T> write) {
        enter(right);
        try {
            T written = write.get();
            learn(right, "");
            return written;
        } catch (ImageException.Denied e) {
            if (!e.isMissingRight()) {
                throw e;
            }
            learn(right, e.getMessage());
            if (right == Right.STORE_ORIGINALS) { // the same action in another folder
                learn(Right.STORE_PREVIEWS, e.getMessage());
                learn(Right.STORE_COPIES, e.getMessage());
                learn(Right.PUBLISH_ROWS, e.getMessage());
                learn(Right.SHARE_ALBUMS, e.getMessage());
            }
            throw ImageException.Denied.everywhere(e.getMessage(), e);
        } finally {
            leave(right);
        }
    }

    /// To be asked before anything is made that would be of no use without it.
    ///
    /// @throws ImageException.Denied when it is known to be refused
    public void require(Right right) {
        String reason = refused().get(right);
        if (reason != null) {
            throw ImageException.Denied.everywhere(reason, null);
        }
    }

    public void use(Right right, Runnable write) {
        use(right, () -> {
            write.run();
            return "";
        });
    }

    /// What was known before anything is tried, such as what an earlier run found out.
    public void remember(Map<Right, String> reasons) {
        reasons.forEach(this::learn);
    }

    /// What trying out came to.
    public void learn(Collection<Permission> permissions) {
        for (Permission permission : permissions) {
            for (Right right : Right.values()) {
                if (right.ability.equals(Optional.of(permission.ability()))
                        && permission.outcome() != Outcome.MISSING) {
                    learn(right, permission.refused().contains(right.action) ? permission.reason() : "");
                }
            }
        }
    }

    /// Calls back on the thread that learned something new.
    public Subscription subscribe(Runnable onChange) {
        listeners.add(onChange);
        return () -> listeners.remove(onChange);
    }

    private void enter(Right right) {
        lock.lock();
        try {
            long end = World.here().nanoTime() + FIRST_ANSWER.toNanos();
            while (tried.contains(right) && !isKnown(right)) {
                long left = end - World.here().nanoTime();
                if (left <= 0) {
                    return;
                }
                World.here().await(lock, answered, Duration.ofNanos(left));
            }
            String reason = refused.get(right);
            if (reason != null) {
                throw ImageException.Denied.everywhere(reason, null);
            }
            tried.add(right);
        } catch (InterruptedException e) {
            throw ImageException.Cancelled.by(e);
        } finally {
            lock.unlock();
        }
    }

    private boolean isKnown(Right right) {
        return allowed.contains(right) || refused.containsKey(right);
    }

    private void leave(Right right) {
        lock.lock();
        try {
            tried.remove(right);
            answered.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// @param reason `""` for what is allowed
    private void learn(Right right, String reason) {
        boolean isNew;
        lock.lock();
        try {
            if (reason.isEmpty()) {
                isNew = refused.remove(right) != null;
                allowed.add(right);
            } else {
                isNew = refused.put(right, reason) == null;
                allowed.remove(right);
            }
            answered.signalAll();
        } finally {
            lock.unlock();
        }
        if (isNew) {
            listeners.forEach(Runnable::run);
        }
    }
}
