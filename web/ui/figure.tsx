import type { ReactNode } from 'react';
import styles from './figure.module.css';

interface Given {
  title: string;
  /** What the plot shows, said. */
  sentence: string;
  /** What its table is called. */
  numbers: string;
  columns: string[];
  /** The first cell of a row names it. */
  rows: ReactNode[][];
  /** What the tones mean, where the picture does not say it. */
  legend?: { tone: string; label: string }[];
  width: number;
  height: number;
  children: ReactNode;
}

/** A plot with a sentence that says the same, and a table that holds its numbers. */
export function Figure({ title, sentence, numbers, columns, rows, legend, width, height, children }: Given) {
  return (
    <figure className={styles.figure}>
      <figcaption>
        <h3>{title}</h3>
        <p>{sentence}</p>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden>
        {children}
      </svg>
      {legend && (
        <ul className={styles.legend}>
          {legend.map(({ tone, label }) => (
            <li key={tone}>
              <span data-tone={tone} /> {label}
            </li>
          ))}
        </ul>
      )}
      <details className={styles.numbers}>
        <summary>{numbers}</summary>
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
            {rows.map(([first, ...rest], row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a plot have their places.
              <tr key={row}>
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
