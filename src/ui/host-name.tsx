/** A host whose registrable part stands out, because that is who one deals with. Isolated: it is data of a page. */
export function HostName({ host, site }: { host: string; site: string }) {
  const within = host === site || host.endsWith(`.${site}`);
  return (
    <bdi class="host" dir="ltr">
      {within ? host.slice(0, host.length - site.length) : ''}
      <b>{within ? site : host}</b>
    </bdi>
  );
}
