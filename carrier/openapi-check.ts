export type Schema = {
  $ref?: string;
  type?: string;
  format?: string;
  nullable?: boolean;
  enum?: unknown[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
};

type Parameter = { name: string; in: string; required?: boolean; schema: Schema };
type Content = Record<string, { schema?: Schema }>;
type Operation = {
  parameters?: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, { content?: Content }>;
};
type PathItem = { parameters?: Parameter[] } & { [method: string]: Operation };
export type OpenApi = { paths: Record<string, PathItem>; components: { schemas: Record<string, Schema> } };

const formats: Record<string, RegExp> = {
  'date-time-rfc-2822':
    /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} [+-]\d{4}$/,
  'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/,
  'phone-number': /^(\+\d{7,15}|\d{3,8}|[A-Za-z0-9 ]{1,11})$/,
  currency: /^[A-Z]{3}$/,
  uri: /^(https?:\/\/|\/)\S+$/,
};

export function operationAt(api: OpenApi, path: string, method: string): Operation {
  const operation = api.paths[path]?.[method];
  if (!operation) throw new Error(`The file does not have ${method} ${path}`);
  return operation;
}

/** What is wrong with a value by its schema, each as one sentence. Fields that the schema does not know count as wrong, too. */
export function checkSchema(api: OpenApi, given: Schema, value: unknown, at: string): string[] {
  const schema = given.$ref ? api.components.schemas[given.$ref.split('/').at(-1)!]! : given;
  if (value === null) return schema.nullable ? [] : [`${at} is null`];
  const type = Array.isArray(value)
    ? 'array'
    : Number.isInteger(value) && schema.type === 'integer'
      ? 'integer'
      : typeof value;
  if (schema.type && type !== schema.type) return [`${at} is ${type}, not ${schema.type}`];
  if (schema.enum && !schema.enum.includes(value)) return [`${at} is ${value}, not one of ${schema.enum.join(', ')}`];
  if (typeof value === 'string') return checkText(schema, value, at);
  if (typeof value === 'number') {
    const isIn = value >= (schema.minimum ?? value) && value <= (schema.maximum ?? value);
    return isIn ? [] : [`${at} is ${value}, out of range`];
  }
  if (Array.isArray(value))
    return value.flatMap((each, index) => checkSchema(api, schema.items ?? {}, each, `${at}[${index}]`));
  if (schema.format === 'uri-map') {
    return Object.entries(value as Record<string, unknown>).flatMap(([name, uri]) =>
      checkSchema(api, { type: 'string', format: 'uri' }, uri, `${at}.${name}`),
    );
  }
  const properties: Record<string, Schema> = schema.properties ?? {};
  const absent = (schema.required ?? Object.keys(properties)).filter((name) => !(name in (value as object)));
  return [
    ...absent.map((name) => `${at}.${name} is missing`),
    ...Object.entries(value as Record<string, unknown>).flatMap(([name, each]) =>
      properties[name]
        ? checkSchema(api, properties[name], each, `${at}.${name}`)
        : [`${at}.${name} is not in the schema`],
    ),
  ];
}

function checkText(schema: Schema, value: string, at: string): string[] {
  const faults = [];
  if (schema.pattern && !new RegExp(schema.pattern).test(value))
    faults.push(`${at} "${value}" does not match ${schema.pattern}`);
  if (schema.format && formats[schema.format] && !formats[schema.format]!.test(value))
    faults.push(`${at} "${value}" is no ${schema.format}`);
  const { minLength = 0, maxLength = value.length } = schema;
  if (value.length < minLength || value.length > maxLength) faults.push(`${at} has ${value.length} characters`);
  return faults;
}

/** Whether a request uses only parameters that the operation has, gives those it requires, and in the right form. */
export function checkParameters(
  api: OpenApi,
  operation: Operation,
  named: Record<string, string>,
  form: [string, string][],
): string[] {
  const parameters = operation.parameters ?? [];
  const body = operation.requestBody?.content['application/x-www-form-urlencoded']?.schema ?? {};
  const fields = body.properties ?? {};
  const check = (schema: Schema | undefined, value: string, name: string) =>
    schema ? checkSchema(api, schema, typed(schema, value), name) : [`${name} is not a parameter`];
  return [
    ...parameters.filter(({ name, required }) => required && !(name in named)).map(({ name }) => `${name} is required`),
    ...(body.required ?? [])
      .filter((name) => !form.some(([given]) => given === name))
      .map((name) => `${name} is required`),
    ...Object.entries(named).flatMap(([name, value]) =>
      check(parameters.find((each) => each.name === name)?.schema, value, name),
    ),
    ...form.flatMap(([name, value]) => check(fields[name]?.items ?? fields[name], value, name)),
  ];
}

/** The value that a form or query means: they carry everything as text. */
function typed(schema: Schema, value: string): unknown {
  if (schema.type === 'integer' || schema.type === 'number') return Number(value);
  if (schema.type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value;
  return value;
}
