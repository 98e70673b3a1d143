import { ProxiedSignInPage } from '@backstage/core-components';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { useState } from 'react';
import { ChoosePerson } from './ChoosePerson';
import { SignInFailed } from './SignInFailed';
import { chosenPerson } from './chosenPerson';
import { forgetOnSignOut } from './forgetOnSignOut';

/** Asks whom to be, once a browser tab, and signs that person in. */
export const SignInPage = (props: SignInPageProps) => {
  const [entityRef, setEntityRef] = useState(chosenPerson.read);

  const choose = (chosen: string) => {
    chosenPerson.keep(chosen);
    setEntityRef(chosen);
  };
  const chooseAgain = () => {
    chosenPerson.forget();
    setEntityRef(undefined);
  };

  if (!entityRef) {
    return <ChoosePerson onChoose={choose} />;
  }
  return (
    <ProxiedSignInPage
      provider="development"
      headers={{ 'x-development-user': entityRef }}
      onSignInSuccess={identity =>
        props.onSignInSuccess(forgetOnSignOut(identity))
      }
      ErrorComponent={({ error }) => (
        <SignInFailed
          entityRef={entityRef}
          error={error}
          onChooseAgain={chooseAgain}
        />
      )}
    />
  );
};
