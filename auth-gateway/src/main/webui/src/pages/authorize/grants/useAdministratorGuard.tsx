import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { LeaveWithoutAdministrator } from "../../../api/permissions";
import { asProblem } from "../../../api/problem";
import { ConfirmWithConsequences } from "../../../components/ConfirmWithConsequences";
import { useSession } from "../../../session/session";

interface Asked {
  anyway: () => Promise<unknown>;
  give: () => void;
}

/**
 * Makes changes that may take an application's last administrator: they are refused first. A platform administrator, who can always make another,
 * is then asked whether that is meant; whoever administers the application is told that it cannot be.
 */
export function useAdministratorGuard(): {
  guarded: <T>(change: (leave: LeaveWithoutAdministrator) => Promise<T>) => Promise<T>;
  dialog: ReactNode;
} {
  const { t } = useTranslation("authorize");
  const { session } = useSession();
  const [asked, setAsked] = useState<Asked | null>(null);

  async function guarded<T>(change: (leave: LeaveWithoutAdministrator) => Promise<T>): Promise<T> {
    try {
      return await change(false);
    } catch (error) {
      if (asProblem(error).id !== "last-administrator" || session.kind !== "platform") throw error;
      return new Promise<T>((resolve, reject) => {
        setAsked({
          anyway: async () => resolve(await change(undefined)),
          // Settled already where it was done: then this does nothing.
          give: () => reject(error),
        });
      });
    }
  }

  function close() {
    asked?.give();
    setAsked(null);
  }

  const dialog = (
    <ConfirmWithConsequences
      open={asked !== null}
      title={t("lastAdministrator.title")}
      consequences={[t("lastAdministrator.nobody"), t("lastAdministrator.requests"), t("lastAdministrator.undo")]}
      action={t("lastAdministrator.anyway")}
      onConfirm={async () => asked?.anyway()}
      onClose={close}
    />
  );
  return { guarded, dialog };
}
