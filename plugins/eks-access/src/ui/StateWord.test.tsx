import { render, screen } from '@testing-library/react';
import { StateWord } from './StateWord';

const words = { word: 'Drift', sentence: 'A policy was taken away.' };

describe('StateWord', () => {
  it('is a word, whose icon says nothing to a screen reader', () => {
    const { container } = render(
      <StateWord words={{ ...words, tone: 'good' }} />,
    );
    expect(screen.getByText('Drift')).toBeInTheDocument();
    expect(container.querySelector('svg')).toHaveAttribute(
      'aria-hidden',
      'true',
    );
  });

  it('shows its sentence where someone should look, and not where all is well', () => {
    const { rerender } = render(
      <StateWord words={{ ...words, tone: 'good' }} />,
    );
    expect(screen.queryByText(words.sentence)).toBeNull();
    rerender(<StateWord words={{ ...words, tone: 'caution' }} />);
    expect(screen.getByText(words.sentence)).toBeInTheDocument();
  });
});
