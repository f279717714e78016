/** 第七步 上报: reports, publicity, objections, who did what. */
import { StepHead } from '../../components/step-head.tsx';
import { t } from '../../messages/index.ts';
import { PlanChoice } from '../plan-choice.tsx';
import { WithPlan } from '../with-plan.tsx';
import { Approvals } from './approvals.tsx';
import { AuditTrail } from './audit-trail.tsx';
import { Objections } from './objections.tsx';
import { Reports } from './reports.tsx';

export default function HandIn() {
  return (
    <>
      <StepHead title={t('step.hand-in')} help={t('hand-in.help')}>
        <PlanChoice />
      </StepHead>
      <WithPlan>
        {(plan) => (
          <>
            <Reports key={`reports-${plan.view.id}`} plan={plan} />
            <Approvals key={`approvals-${plan.view.id}`} plan={plan} />
            <Objections key={`objections-${plan.view.id}`} plan={plan} />
            <AuditTrail />
          </>
        )}
      </WithPlan>
    </>
  );
}
