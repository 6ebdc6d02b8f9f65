import { lookOf } from "../../lib/crew/avatars";
import { t } from "../../lib/i18n";

/** An avatar in words: what it is, its colour, and its hat if it has one. */
export function nameOf(avatar: string): string {
  const { animal, colour, hat } = lookOf(avatar);
  const words = { animal: t(`crew.animal.${animal}`), colour: t(`crew.colour.${colour}`) };
  return hat ? t("crew.look_hat", { ...words, hat: t(`crew.hat.${hat}`) }) : t("crew.look", words);
}
