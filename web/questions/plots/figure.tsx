import type { ReactNode } from 'react';
import styles from './plots.module.css';
import { usePlotWords } from './words.ts';

interface Given {
  title: string;
  /** What the plot shows, said. */
  sentence: string;
  columns: string[];
  rows: (string | number)[][];
  width: number;
  height: number;
  children: ReactNode;
}

/** A plot with a sentence that says the same, and a table that holds its numbers. */
export function Figure({ title, sentence, columns, rows, width, height, children }: Given) {
  const words = usePlotWords();
  return (
    <figure className={styles.figure}>
      <figcaption>
        <h3>{title}</h3>
        <p>{sentence}</p>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden>
        {children}
      </svg>
      <details className={styles.numbers}>
        <summary>{words.numbers}</summary>
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([first, ...rest]) => (
              <tr key={first}>
                <th scope="row">{first}</th>
                {rest.map((cell, at) => (
                  <td key={columns[at + 1]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
