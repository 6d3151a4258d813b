import { useNavigation } from "@remix-run/react";

/** A line at the top while the next page is fetched. It waits a moment, so that fast pages show nothing. */
export function NavigationProgress() {
  const navigation = useNavigation();
  if (navigation.state === "idle") return null;
  return (
    <div aria-hidden="true" className="fixed inset-x-0 top-0 z-50 h-0.5 overflow-hidden">
      <div className="progress-line h-full w-1/3 bg-accent" />
    </div>
  );
}
