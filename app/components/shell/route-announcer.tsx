import { useLocation } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";

/** Tells screen readers the title of a page that came without loading a document. */
export function RouteAnnouncer() {
  const { pathname } = useLocation();
  const [title, setTitle] = useState("");
  const shown = useRef(pathname);

  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    setTitle(document.title);
  }, [pathname]);

  return (
    <div role="status" className="sr-only">
      {title}
    </div>
  );
}
