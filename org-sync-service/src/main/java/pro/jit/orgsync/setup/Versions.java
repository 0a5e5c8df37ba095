package pro.jit.orgsync.setup;

import pro.jit.orgsync.feishu.FeishuAppVersion;

/** What the steps that live in a version have in common: they are seen in the one that is in force. */
final class Versions {
    private Versions() {}

    interface Conclusion {
        Finding of(Observed seen, FeishuAppVersion online);
    }

    static Finding inForce(Observed seen, Conclusion conclusion) {
        var obstacle = seen.obstacle();
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        var info = seen.info().answer();
        if (info.isEmpty()) {
            return Observed.undescribed(seen.info());
        }
        if (info.get().onlineVersionId() == null) {
            return Finding.hiddenBy(SetupStep.F9);
        }
        return seen.online()
                .answer()
                .map(version -> conclusion.of(seen, version))
                .orElseGet(() -> Observed.undescribed(seen.online()));
    }
}
