import { useSearchParams } from "@remix-run/react";
import { useState } from "react";
import type { ReactNode } from "react";
import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "#app/components/ui/tabs";
import type { InstanceDetail } from "#workers/domain/instance";
import { m } from "#workers/i18n/paraglide/messages";
import { PairingCode } from "./pairing-code";
import { QrCodeView } from "./qr-code-view";

/** Two ways to link a phone: scan a picture, or type a code into it. */
export function ConnectPanel({ instance, now }: { instance: InstanceDetail; now: number }) {
  const [query] = useSearchParams();
  const [way, setWay] = useState(query.get("pair") === "code" ? "code" : "qr");
  return (
    <Card>
      <CardHeader>
        <CardTitle>{m.instances_connect_title()}</CardTitle>
      </CardHeader>
      <CardBody>
        <Tabs value={way} onValueChange={setWay}>
          <TabsList aria-label={m.instances_connect_title()}>
            <WayTrigger value="qr">{m.instances_connect_qr()}</WayTrigger>
            <WayTrigger value="code">{m.instances_connect_code()}</WayTrigger>
          </TabsList>
          <TabsContent value="qr" className="pt-5">
            <QrCodeView instance={instance} serverNow={now} />
          </TabsContent>
          <TabsContent value="code" className="pt-5">
            <PairingCode instance={instance} />
          </TabsContent>
        </Tabs>
      </CardBody>
    </Card>
  );
}

/** A tab that is a link underneath, so that the other way can be reached without JavaScript. */
function WayTrigger({ value, children }: { value: string; children: ReactNode }) {
  return (
    <TabsTrigger value={value} asChild>
      <a href={`?pair=${value}`} onClick={(event) => event.preventDefault()}>
        {children}
      </a>
    </TabsTrigger>
  );
}
