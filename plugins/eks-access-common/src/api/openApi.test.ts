import SwaggerParser from '@apidevtools/swagger-parser';
import { createOpenApiDocument } from './openApi';
import { eksAccessRoutes } from './routes';

const document = () =>
  JSON.parse(JSON.stringify(createOpenApiDocument('1.2.3')));

describe('createOpenApiDocument', () => {
  it('is a valid OpenAPI 3.1 document in which every reference is found', async () => {
    await expect(SwaggerParser.validate(document())).resolves.toMatchObject({
      openapi: '3.1.0',
      info: { version: '1.2.3' },
    });
  });

  it.each(Object.entries(eksAccessRoutes))(
    'holds the route %s',
    (name, route) => {
      const operation = document().paths[route.path][route.method];

      expect(operation.operationId).toBe(name);
      expect(operation.requestBody !== undefined).toBe(
        route.body !== undefined,
      );
      expect(
        operation.responses['200'].content['application/json'].schema,
      ).toEqual({ $ref: expect.stringMatching(/^#\/components\/schemas\//) });
    },
  );

  it('holds no route that the contract does not have', () => {
    const operations = Object.values(document().paths).flatMap(path =>
      Object.values(path as object),
    );

    expect(operations).toHaveLength(Object.keys(eksAccessRoutes).length);
  });

  it('names every placeholder of a path as a required parameter', () => {
    for (const [path, operations] of Object.entries(document().paths)) {
      const placeholders = [...path.matchAll(/\{(\w+)\}/g)].map(
        ([, key]) => key,
      );
      for (const { parameters = [] } of Object.values(operations as object)) {
        expect(
          parameters
            .filter((parameter: { in: string }) => parameter.in === 'path')
            .map((parameter: { name: string; required: boolean }) => [
              parameter.name,
              parameter.required,
            ]),
        ).toEqual(placeholders.map(key => [key, true]));
      }
    }
  });

  it('says which query keys are needed and which have a default', () => {
    expect(document().paths['/v1/requests'].get.parameters).toEqual([
      expect.objectContaining({ name: 'view', required: true }),
      expect.objectContaining({ name: 'limit', required: false }),
      expect.objectContaining({ name: 'before', required: false }),
    ]);
  });

  it('refuses unknown keys of what is sent', () => {
    expect(document().components.schemas.DecisionInput).toMatchObject({
      additionalProperties: false,
      required: ['decision', 'termsHash', 'version'],
    });
  });
});
