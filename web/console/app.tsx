/** One page to see and drive it all: the shop, the journey, and what reaches the contact. */
import { useCallback, useState } from 'react';
import type { MessageView } from '../../lib/language/operator-api.ts';
import { raise, resetStack } from './api/orders.ts';
import { InboxPane } from './inbox/inbox-pane.tsx';
import { NoticeLine } from './notice-line.tsx';
import { ShopPane } from './shop/shop-pane.tsx';
import { Studio } from './studio.tsx';
import { Tabs } from './tabs.tsx';
import { Clock } from './top/clock.tsx';
import { ResetDialog } from './top/reset-dialog.tsx';
import { TimeButtons } from './top/time-buttons.tsx';
import { TopBar } from './top/top-bar.tsx';
import { useTimeMoves } from './top/use-time-moves.ts';
import { useEpoch } from './use-epoch.ts';
import { useKeys } from './use-keys.ts';
import { useRoute } from './use-route.ts';
import { useStack } from './use-stack.ts';

type Pane = 'shop' | 'studio' | 'inbox';

export function App() {
  const [route, go] = useRoute();
  const { stack, trouble, notice, setNotice, perform } = useStack({
    ...(route.tab === 'journey' && { definition: route.chosen }),
    ...(route.tab === 'contacts' && { contact: route.chosen }),
  });
  const [pane, setPane] = useState<Pane>('shop');
  const [openId, setOpenId] = useState<string>();
  const [isAsking, setAsking] = useState(false);
  const epoch = useEpoch(stack?.contacts.length ?? 0);
  const clearNotice = useCallback(() => setNotice(undefined), [setNotice]);

  const { isMoving, next, day } = useTimeMoves(stack?.state, perform);
  const ask = () => setAsking(true);
  const open = (message: MessageView) => {
    setOpenId(message.id);
    setPane('inbox');
    void perform(raise(message.id, 'open'));
  };
  const openNewest = () => {
    const newest = stack?.messages.find(({ channel }) => channel === 'email');
    if (newest) open(newest);
  };
  useKeys({ n: next, d: day, r: ask, o: openNewest });

  return (
    <div className="app" data-pane={pane}>
      <TopBar project={stack?.state.project}>
        {stack && <Clock state={stack.state} />}
        {stack && <TimeButtons state={stack.state} isMoving={isMoving} next={next} day={day} reset={ask} />}
      </TopBar>
      {trouble && (
        <p className="unreachable" role="alert" data-testid="trouble">
          {trouble} This page tries again by itself.
        </p>
      )}
      <div className="pane-tabs">
        <Tabs
          label="Columns"
          testIdPrefix="pane"
          panel="columns"
          shown={pane}
          show={setPane}
          tabs={[
            { name: 'shop', label: 'Shop' },
            { name: 'studio', label: 'Journey', count: stack?.definition?.open },
            { name: 'inbox', label: 'Messages', count: stack?.messages.filter(isNew).length },
          ]}
        />
      </div>
      <main id="columns">
        <ShopPane epoch={epoch} />
        {stack && <Studio stack={stack} tab={route.tab} go={go} perform={perform} />}
        {stack && (
          <InboxPane
            messages={stack.messages}
            openId={openId}
            open={open}
            close={() => setOpenId(undefined)}
            perform={perform}
          />
        )}
      </main>
      <NoticeLine notice={notice} clear={clearNotice} />
      <ResetDialog
        contacts={stack?.contacts.length ?? 0}
        messages={stack?.messages.length ?? 0}
        isOpen={isAsking}
        close={() => setAsking(false)}
        reset={() => void perform(resetStack)}
      />
    </div>
  );
}

const isNew = ({ channel, openedAt }: MessageView) => channel === 'email' && !openedAt;
