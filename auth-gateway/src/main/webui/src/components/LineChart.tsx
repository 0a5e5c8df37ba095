import { useId } from "react";
import { useTranslation } from "react-i18next";
import { plot, thinned, type Point } from "./chart";
import { AbsoluteTime } from "./Time";

interface Props {
  title: string;
  explanation: string;
  points: Point[];
  /** A value with its unit, in words. */
  format: (value: number) => string;
}

const WIDTH = 320;
const HEIGHT = 90;

/** The last hour of one number as a line; the numbers themselves in a table that can be opened below it. */
export function LineChart({ title, explanation, points, format }: Props) {
  const { t } = useTranslation();
  const name = useId();
  const latest = points.at(-1);
  const highest = points.length > 0 ? Math.max(...points.map(({ value }) => value)) : null;
  const { line, top } = plot(points, WIDTH, HEIGHT);
  return (
    <figure className="card chart" aria-labelledby={name}>
      <figcaption>
        <h3 id={name}>{title}</h3>
        <div className="chart-latest">{latest ? format(latest.value) : "–"}</div>
        <p className="quiet flush">{explanation}</p>
      </figcaption>
      {points.length === 0 && <p className="quiet chart-nothing">{t("chart.nothing")}</p>}
      {line !== "" && (
        <svg viewBox={`0 -6 ${WIDTH} ${HEIGHT + 12}`} role="img" aria-label={t("chart.summary", { title, latest: latest ? format(latest.value) : "–", highest: format(highest ?? 0) })}>
          <line x1="0" x2={WIDTH} y1={HEIGHT} y2={HEIGHT} className="chart-axis" />
          <line x1="0" x2={WIDTH} y1="0" y2="0" className="chart-grid" />
          <path d={`${line}L${WIDTH} ${HEIGHT}L0 ${HEIGHT}Z`} className="chart-area" />
          <path d={line} className="chart-line" vectorEffect="non-scaling-stroke" />
          <text x="0" y="10" className="chart-label" aria-hidden>
            {format(top)}
          </text>
        </svg>
      )}
      {points.length > 0 && (
        <details>
          <summary>{t("chart.asTable")}</summary>
          {/* It scrolls: the keyboard must reach it. */}
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <div className="chart-table" tabIndex={0} role="group" aria-label={title}>
            <table>
              <caption className="visually-hidden">{title}</caption>
              <thead>
                <tr>
                  <th scope="col">{t("chart.at")}</th>
                  <th scope="col">{t("chart.value")}</th>
                </tr>
              </thead>
              <tbody>
                {thinned(points, 60)
                  .reverse()
                  .map(({ at, value }) => (
                    <tr key={at}>
                      <td>
                        <AbsoluteTime at={at} />
                      </td>
                      <td>{format(value)}</td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </figure>
  );
}
