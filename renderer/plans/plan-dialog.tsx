import type { WireFailure } from '../../main/contract/api.ts';
import type { Applied, Plan } from '../../main/contract/plans.ts';
import { useApi } from '../api/use-api.tsx';
import { Failure } from '../parts/answer-view.tsx';
import { Badge } from '../parts/badges.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Original } from '../parts/original.tsx';
import { InParts } from '../parts/in-parts.tsx';
import { visible } from '../../main/contract/visible.ts';
import { useText } from '../text/use-text.tsx';
import { PlanView } from './plan-view.tsx';
import { type Choice, usePlan } from './use-plan.ts';

/** A plan before any change: what each file would say, what is left and why; then what became of it. */
export function PlanDialog({
  kind,
  choice,
  close,
}: {
  readonly kind: Plan['kind'];
  readonly choice: Choice;
  readonly close: () => void;
}) {
  const { text } = useText();
  const { granted } = useApi();
  const { state, apply } = usePlan(kind, choice);
  const words = text.plans;
  const mayApply = granted.has(kind === 'protect' ? 'change' : 'approve');
  const canApply = state.kind === 'shown' && state.plan.files.length + state.plan.withdrawn.length > 0;
  return (
    <Dialog title={words.titles[kind]} isWide close={close}>
      {state.kind === 'making' ? (
        <p className="loading" role="status">
          {words.making}
        </p>
      ) : null}
      {state.kind === 'failed' ? <Failure error={state.error} /> : null}
      {state.kind === 'shown' || state.kind === 'applying' ? <PlanView plan={state.plan} /> : null}
      {state.kind === 'applied' ? <AppliedView applied={state.applied} /> : null}
      <div className="dialog-actions">
        {mayApply ? null : <span className="quiet">{text.common.mayOnlyLook}</span>}
        <button type="button" className="button" onClick={close}>
          {state.kind === 'applied' || state.kind === 'failed' ? text.common.close : text.common.no}
        </button>
        {canApply || state.kind === 'applying' ? (
          <button
            type="button"
            className="button is-primary"
            disabled={!mayApply || state.kind === 'applying'}
            onClick={apply}
          >
            {state.kind === 'applying' ? words.applying : words.apply[kind]}
          </button>
        ) : null}
      </div>
    </Dialog>
  );
}

const looks = {
  done: { tone: 'good', icon: 'check' },
  merged: { tone: 'good', icon: 'check' },
  waiting: { tone: 'warn', icon: 'hand' },
  'not-kept': { tone: 'bad', icon: 'triangle' },
  gone: { tone: 'bad', icon: 'triangle' },
  failed: { tone: 'bad', icon: 'triangle' },
} as const;

function AppliedView({ applied }: { readonly applied: Applied }) {
  const { text } = useText();
  const words = text.plans;
  return (
    <section role="status">
      <h3>{words.applied}</h3>
      <InParts className="applied" items={applied.files}>
        {({ path, result }) => {
          const { tone, icon } = looks[result.kind];
          return (
            <li key={path}>
              <Badge tone={tone} icon={icon}>
                {words.results[result.kind]}
              </Badge>
              <code>{visible(path)}</code>
              {result.kind === 'failed' ? <FileFailure failure={result} /> : null}
            </li>
          );
        }}
      </InParts>
    </section>
  );
}

function FileFailure({
  failure,
}: {
  readonly failure: Pick<WireFailure, 'message' | 'remedy'> & { readonly code: string };
}) {
  const { text } = useText();
  const said = text.daemon.failure(failure);
  return (
    <div>
      {said.words}. {said.remedy} <code className="failure-code">{failure.code}</code>
      <Original said={said} />
    </div>
  );
}
