import type { ServiceError } from '../service.js'
import { parseForm } from './form.js'
import type { Protocol, Reply, WireRequest } from './protocol.js'
import { xmlDocument } from './xml.js'

/** The AWS query protocol: a form that names the `Action`, XML with `member` lists back. */
export const queryProtocol: Protocol = {
  name: 'query',
  decode: (request) => parseForm(formOf(request)),
  answer: (output, { operation, requestId, namespace }) =>
    xmlReply(
      200,
      xmlDocument(
        `${operation}Response`,
        { [`${operation}Result`]: output, ResponseMetadata: { RequestId: requestId } },
        { item: 'member', ...(namespace === undefined ? {} : { namespace }) },
      ),
    ),
  refuse: (error, { requestId, namespace }) =>
    xmlReply(
      error.status,
      xmlDocument(
        'ErrorResponse',
        {
          Error: { Type: senderOrReceiver(error), Code: error.code, Message: error.message },
          RequestId: requestId,
        },
        { item: 'member', ...(namespace === undefined ? {} : { namespace }) },
      ),
    ),
}

/** EC2's variant of it: `item` lists, no result wrapper, errors in a shape of their own. */
export const ec2QueryProtocol: Protocol = {
  name: 'ec2-query',
  decode: (request) => parseForm(formOf(request)),
  answer: (output, { operation, requestId, namespace = EC2_NAMESPACE }) =>
    xmlReply(200, xmlDocument(`${operation}Response`, { requestId, ...output }, { item: 'item', namespace })),
  refuse: (error, { requestId }) =>
    xmlReply(
      error.status,
      xmlDocument(
        'Response',
        { Errors: { Error: { Code: error.code, Message: error.message } }, RequestID: requestId },
        { item: 'item' },
      ),
    ),
}

const EC2_NAMESPACE = 'http://ec2.amazonaws.com/doc/2016-11-15/'

/** In the body, or, in a presigned URL, in the query. */
const formOf = ({ method, query, body }: WireRequest): string =>
  method === 'POST' ? Buffer.from(body).toString('utf8') : withoutSignature(query).toString()

function withoutSignature(query: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...query].filter(([name]) => !name.toLowerCase().startsWith('x-amz-')))
}

const senderOrReceiver = ({ status }: ServiceError): string => (status < 500 ? 'Sender' : 'Receiver')

const xmlReply = (status: number, body: string): Reply => ({
  status,
  headers: { 'content-type': 'text/xml;charset=UTF-8' },
  body,
})
