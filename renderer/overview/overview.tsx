import { useState } from 'react';
import { AnswerView } from '../parts/answer-view.tsx';
import { ScanButton } from '../parts/scan-button.tsx';
import { PlanDialog } from '../plans/plan-dialog.tsx';
import { useText } from '../text/use-text.tsx';
import { Changes } from './changes.tsx';
import { Findings } from './findings.tsx';
import { MapLegend } from './map-legend.tsx';
import { PerimeterMap } from './perimeter-map.tsx';
import { Welcome } from '../welcome/welcome.tsx';
import { StateCard } from './state-card.tsx';
import { TrafficChart } from './traffic-chart.tsx';
import { useOverview } from './use-overview.ts';

/** What runs on this laptop, what is risky, and the one thing to do about it. */
export function Overview() {
  const { text } = useText();
  const { overview, map, traffic, changes } = useOverview();
  // Here and not in the welcome, which is gone once the plan is applied: what became of it is still to be read.
  const [isPlanning, setPlanning] = useState(false);
  const words = text.overview;
  return (
    <div className="screen">
      <header className="page-header">
        <h1>{words.title}</h1>
        <span className="spacer" />
        <ScanButton />
      </header>
      <div className="overview">
        <div className="overview-state">
          <AnswerView answer={overview[0]} again={overview[1]}>
            {(value) =>
              value.isFirstRun ? (
                <Welcome overview={value} plan={() => setPlanning(true)} />
              ) : (
                <StateCard overview={value} />
              )
            }
          </AnswerView>
        </div>
        <section className="card overview-map" aria-labelledby="map-title">
          <div className="map-head">
            <h2 id="map-title">{words.map}</h2>
            {map[0].kind === 'here' && map[0].value.servers.length > 0 ? <MapLegend map={map[0].value} /> : null}
          </div>
          <AnswerView answer={map[0]} again={map[1]}>
            {(value) => (
              <PerimeterMap map={value} isScanned={overview[0].kind === 'here' && overview[0].value.scan !== null} />
            )}
          </AnswerView>
        </section>
        <div className="overview-side">
          <section className="card" aria-labelledby="findings-title">
            <h2 id="findings-title">{words.findings}</h2>
            <AnswerView answer={overview[0]} again={overview[1]}>
              {(value) => <Findings findings={value.findings} isScanned={value.scan !== null} />}
            </AnswerView>
          </section>
          <section className="card" aria-labelledby="traffic-title">
            <h2 id="traffic-title">{words.traffic}</h2>
            <AnswerView answer={traffic[0]} again={traffic[1]}>
              {(value) => <TrafficChart traffic={value} />}
            </AnswerView>
          </section>
          <section className="card" aria-labelledby="changes-title">
            <h2 id="changes-title">{words.changes}</h2>
            <AnswerView answer={changes[0]} again={changes[1]}>
              {(value) => <Changes notes={value} />}
            </AnswerView>
          </section>
        </div>
      </div>
      {isPlanning ? (
        <PlanDialog
          kind="protect"
          choice={{ client: null, servers: null, scope: null }}
          close={() => setPlanning(false)}
        />
      ) : null}
    </div>
  );
}
